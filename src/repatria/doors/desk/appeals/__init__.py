"""The area of the public appeal: a text proposed, read by the delegate first, approved by two, published, withdrawn."""
