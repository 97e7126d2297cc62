package org.verdite.organisation.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.UnitDirectory.Unit;

/// Units to choose from by name: those chosen, then those that match what was typed, or the tree from its top down as
/// far as a list bears. Only such whose organisation the reader keeps.
@Component
class UnitPicker {

    private static final int SHOWN = 60;

    /// @param above names of what stands above it, the top first
    record Option(int id, LocalText name, String code, List<LocalText> above, boolean chosen) {}

    /// @param one whether only one of them can be chosen
    /// @param sought what was typed
    /// @param more whether others match that are not shown
    record Pick(String field, boolean one, String sought, List<Option> options, boolean more) {}

    private final Directory directory;
    private final Access access;

    UnitPicker(Directory directory, Access access) {
        this.directory = directory;
        this.access = access;
    }

    /// @param tops whether the tops of what the reader sees can be chosen
    Pick pick(String field, boolean one, boolean tops, String sought, Collection<Integer> chosen) {
        var ids = new LinkedHashSet<Integer>();
        chosen.stream().filter(this::mayChange).forEach(ids::add);
        var first = List.copyOf(ids);
        var offered = sought.isBlank()
                ? directory.tops().stream().flatMap(this::withBelow)
                : directory.find(sought, Integer.MAX_VALUE).stream();
        offered.map(Unit::id)
                .filter(id -> !first.contains(id))
                .filter(this::mayChange)
                .filter(id -> tops || directory.path(id).size() > 1)
                .limit(SHOWN + 1L)
                .forEach(ids::add);
        boolean more = ids.size() > first.size() + SHOWN;
        var options = new ArrayList<Option>();
        ids.stream().limit(first.size() + (long) SHOWN).forEach(id -> {
            var unit = directory.unit(id);
            if (unit != null) {
                options.add(option(unit, first.contains(id)));
            }
        });
        return new Pick(field, one, sought, options, more);
    }

    private Stream<Unit> withBelow(Unit unit) {
        return Stream.concat(
                Stream.of(unit), directory.below(unit.id()).stream().flatMap(this::withBelow));
    }

    private boolean mayChange(int unit) {
        return access.may(Permission.ORGANISATION_EDIT, new UnitId(unit));
    }

    private Option option(Unit unit, boolean chosen) {
        var path = directory.path(unit.id());
        return new Option(
                unit.id(),
                unit.name(),
                unit.code(),
                path.subList(0, Math.max(0, path.size() - 1)).stream()
                        .map(Unit::name)
                        .toList(),
                chosen);
    }
}
