package org.verdite.shared;

/// The reader sees the record but their posts don't allow this step (403).
public class NotPermitted extends RuntimeException {
    public NotPermitted(String permission) {
        super(permission);
    }
}
