package org.verdite.assessments;

/// A certificate by a certification body.
public record CertificateId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
