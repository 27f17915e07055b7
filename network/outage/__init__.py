"""What a plan stands: periods with outages, how long deliveries go on, what a loss costs."""
