package org.verdite.monitoring;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Items;
import org.verdite.rectification.LinkedItem;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.shared.Origin;
import org.verdite.ui.State;

/// Episodes become items of `rectification`.
@Component
class ItemsOpened implements OpenItem {

    private static final Set<String> MEDIA = Set.of("WATER", "AIR", "NOISE", "SOIL", "WASTE");
    private static final int TITLE = 200;

    private final Items items;

    ItemsOpened(Items items) {
        this.items = items;
    }

    /// A broken obligation is major: its cause has to be found and a plan approved. The opener may change that.
    @Override
    public Linked open(Wanted wanted) {
        String title = wanted.title();
        var id = items.open(new NewItem(
                wanted.unit(),
                title.length() > TITLE ? title.substring(0, TITLE) : title,
                wanted.description(),
                wanted.investigation() ? Severity.MINOR : Severity.MAJOR,
                MEDIA.contains(wanted.medium()) ? wanted.medium() : "OTHER",
                wanted.origin(),
                null,
                wanted.discovered(),
                wanted.investigation()));
        return of(wanted.origin()).stream()
                .filter(linked -> linked.path().endsWith("/" + id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Linked> of(Origin origin) {
        return items.of(origin).stream()
                .map(item -> new Linked(
                        item.number(),
                        item.title(),
                        item.state(),
                        sign(item),
                        item.path(),
                        ItemState.valueOf(item.state()).over()))
                .toList();
    }

    private static State sign(LinkedItem item) {
        return switch (ItemState.valueOf(item.state())) {
            case VERIFIED, CLOSED_EFFECTIVE, CLOSED_UNSAMPLED, NO_FINDING -> State.OK;
            case INEFFECTIVE -> State.BAD;
            case CANCELLED -> State.IDLE;
            case OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED, BECAME_ITEM -> State.OPEN;
        };
    }
}
