package org.verdite.funds;

import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.Evidence;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;

/// What a line pays for, as its own room knows it: the rooms that say so for money, and those that do for evidence.
@Component
public class LineOrigins {

    private final ObjectProvider<FundedOrigin> rooms;
    private final Evidence evidence;

    LineOrigins(ObjectProvider<FundedOrigin> rooms, Evidence evidence) {
        this.rooms = rooms;
        this.evidence = evidence;
    }

    /// @throws Invalid when no room knows it or the reader can't see it
    @Transactional(readOnly = true)
    public Origin require(String room, String kind, String key) {
        return find(room, kind, key)
                .orElseThrow(() -> new Invalid("origin", "funds.invalid.origin", room + "/" + kind + "/" + key));
    }

    /// What every room offers to plan money for.
    @Transactional(readOnly = true)
    public List<FundedOrigin.Choice> choices(int most, Texts t) {
        return rooms.orderedStream()
                .flatMap(room -> room.choices(most, t).stream())
                .toList();
    }

    private Optional<Origin> find(String room, String kind, String key) {
        var owner = rooms.stream().filter(r -> r.room().equals(room)).findFirst();
        if (owner.isPresent()) {
            return owner.get().origin(kind, key);
        }
        try {
            return Optional.ofNullable(evidence.place(room, kind, key).origin());
        } catch (NotHere unknown) {
            return Optional.empty();
        }
    }
}
