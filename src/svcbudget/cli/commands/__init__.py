"""The commands, one short file each, named as they are typed; loaded only when called."""
