"""What is on offer: providers, opportunities, weekly groups with places, coach pools."""
