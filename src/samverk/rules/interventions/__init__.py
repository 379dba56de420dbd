"""Rules of interventions (insatser): how a referral, a place in a queue and a participation move."""
