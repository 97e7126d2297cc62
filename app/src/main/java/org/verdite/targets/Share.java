package org.verdite.targets;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;
import org.verdite.shared.Sha256;

/// A part of a goal and who carries it.
///
/// @param parent the share it is part of; null for a part of the goal itself
/// @param value null for an obligation
/// @param weight null counts as one
/// @param proposedBy who set the value that stands
/// @param counter what the holder offers instead; null when nothing is offered
/// @param fingerprint of the words the holder signed; null before
public record Share(
        ShareId id,
        GoalId goal,
        @Nullable ShareId parent,
        Holder holder,
        @Nullable BigDecimal value,
        @Nullable BigDecimal weight,
        ShareState state,
        @Nullable PersonId proposedBy,
        @Nullable BigDecimal counter,
        String counterReason,
        @Nullable PersonId counteredBy,
        @Nullable PersonId acceptedBy,
        @Nullable Instant acceptedAt,
        @Nullable String fingerprint,
        int version) {

    /// A part beside another one that it stands inside of.
    public record Inside(String who, String within) {}

    public String path() {
        return "/targets/shares/" + id;
    }

    /// Of all that its holder signs for: the goal's words and the share's value. The same in every language.
    public String words(Goal goal) {
        var parts = Stream.of(
                goal.number(),
                goal.sentence().json(),
                goal.direction(),
                goal.measure(),
                goal.indicator(),
                goal.dueYear(),
                holder.key(),
                value == null ? "" : value.stripTrailingZeros().toPlainString());
        return Sha256.hex(
                parts.map(String::valueOf).collect(Collectors.joining("\u001f")).getBytes(StandardCharsets.UTF_8));
    }
}
