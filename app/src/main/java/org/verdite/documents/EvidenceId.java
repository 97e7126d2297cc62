package org.verdite.documents;

/// One kept file, as evidence of something.
public record EvidenceId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
