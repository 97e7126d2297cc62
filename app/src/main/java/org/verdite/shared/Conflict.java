package org.verdite.shared;

/// Somebody saved this record after it was read: nothing is overwritten (409; pages show the conflict view).
public class Conflict extends RuntimeException {
    public Conflict(String what) {
        super(what);
    }
}
