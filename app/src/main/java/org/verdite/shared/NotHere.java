package org.verdite.shared;

/// There is no such thing, or not for this reader: the two look the same from outside (404).
public class NotHere extends RuntimeException {
    public NotHere(String what) {
        super(what);
    }
}
