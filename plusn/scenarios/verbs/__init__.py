"""What can be asked of a case beside its best plan: each verb gives a `Report`."""
