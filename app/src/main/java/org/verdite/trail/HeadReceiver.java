package org.verdite.trail;

import java.time.Instant;

/// Takes the newest head of the trail off this machine, once a day: to a share, by mail. A head that left can't be
/// changed here any more. Every bean of this kind is called; one that fails is called again the next day.
public interface HeadReceiver {

    /// @param anchor number of the anchor
    /// @param hash its hash in hexadecimal
    /// @param line as `trail-heads.log` has it: a file of such lines is what `verdite verify --heads` reads
    record Head(long anchor, Instant at, String hash, String line) {}

    void receive(Head head);
}
