"""Documents for the practitioner: the record of a plan, and the letter where somebody else must see the patient first."""
