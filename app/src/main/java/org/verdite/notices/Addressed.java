package org.verdite.notices;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;

/// A notice for whom it names, told once and not climbing by itself. Who is away or has gone is not told: their
/// substitute is, or the next above, and the notice says so.
///
/// @param owner who is meant by {@link Level#OWNER}; null when there is nobody yet
/// @param substitute who was asked to stand in for the owner in this matter
public record Addressed(
        NewNotice notice,
        Set<Level> to,
        @Nullable PersonId owner,
        @Nullable PersonId substitute) {}
