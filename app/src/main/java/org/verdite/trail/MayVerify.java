package org.verdite.trail;

/// Whether the signed-in person may read and verify the whole trail. Implemented where roles are known; until then only
/// work that sees everything may.
public interface MayVerify {
    boolean mayVerify();
}
