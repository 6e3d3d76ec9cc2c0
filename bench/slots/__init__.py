"""The slots that HRDsAttack asks of a whole article, answered from claims, readings and words."""
