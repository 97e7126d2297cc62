package org.verdite.shared;

/// A person, apart from account and employment.
public record PersonId(int value) {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
