package org.verdite.ui;

import org.jspecify.annotations.Nullable;

/// What a person is called whose key a record keeps: `account:7`, `token:3:account:7`. Implemented where accounts are
/// known; the name may have been erased, the key stays.
public interface Names {

    /// Null when the key is unknown or its name was erased.
    @Nullable String name(String who, Texts t);
}
