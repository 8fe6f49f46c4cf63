"""Schema migrations of the hall's store, run by `caunoi.hall.store.database`."""
