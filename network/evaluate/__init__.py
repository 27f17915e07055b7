"""The second opinion: what a plan costs and whether it can be done, without a solver."""

from network.evaluate.certify import certificate, certify
from network.evaluate.opinion import evaluate
from network.evaluate.result import TOLERANCE, Certificate, Check, Evaluation, Item

__all__ = [
    "TOLERANCE",
    "Certificate",
    "Check",
    "Evaluation",
    "Item",
    "certificate",
    "certify",
    "evaluate",
]
