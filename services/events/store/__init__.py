"""All SQL of the service; rows become domain values here and nowhere else."""
