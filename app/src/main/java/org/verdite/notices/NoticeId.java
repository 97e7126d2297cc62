package org.verdite.notices;

/// One notice.
public record NoticeId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
