package org.verdite.trail;

import java.time.Instant;

/// Takes the newest head of the trail off this machine, once a day: by mail, to another system. A head that left can't
/// be
/// changed here any more. Every bean of this kind is called; one that fails is called again the next day.
public interface HeadReceiver {

    /// @param anchor number of the anchor
    /// @param hash its hash in hexadecimal, to be compared with `trail-heads.log` or an export
    record Head(long anchor, Instant at, String hash) {}

    void receive(Head head);
}
