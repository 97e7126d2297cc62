package org.verdite.rectification;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;

/// Who carries a correction, who stands in, and who will verify it; null where nobody was chosen yet.
public record Assignment(
        @Nullable PersonId owner,
        @Nullable PersonId substitute,
        @Nullable PersonId verifier) {}
