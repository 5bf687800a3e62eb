"""His own card of art. 70, in the form of Annex IV B."""
