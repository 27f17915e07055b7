"""The second opinion: what a plan costs and whether it can be done, without a solver."""

from network.evaluate.actual import Actual, plan_of_actual_flows, read_actual
from network.evaluate.certify import certificate, certify
from network.evaluate.opinion import evaluate
from network.evaluate.result import TOLERANCE, Certificate, Check, Evaluation, Item

__all__ = [
    "TOLERANCE",
    "Actual",
    "Certificate",
    "Check",
    "Evaluation",
    "Item",
    "certificate",
    "certify",
    "evaluate",
    "plan_of_actual_flows",
    "read_actual",
]
