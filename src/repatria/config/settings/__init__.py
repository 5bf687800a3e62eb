"""Settings per door. Nothing here holds a secret; keys come through the keyring and the portal's key file."""
