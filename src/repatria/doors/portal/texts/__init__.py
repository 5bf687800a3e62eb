"""The portal's texts, each in three languages."""
