package org.verdite.organisation.roster;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Opens, renames and moves units. Closing comes after all other lines, see {@link ClosingDesk}.
@Component
class UnitDesk implements Desk {

    private final Units units;

    UnitDesk(Units units) {
        this.units = units;
    }

    @Override
    public void look(Form line, Standing standing) {
        var stands = standing.units.get(line.typed("code"));
        var difference = new Difference(line);
        LocalText name;
        LocalDate opened;
        if (stands == null) {
            name = line.texts("name", 200);
            opened = line.date("opened");
        } else {
            name = difference.texts("name", stands.name());
            opened = stands.opened();
            difference.day("opened", opened);
            Desk.keeps(line, () -> Desk.stays(difference, "opened"));
        }
        LocalDate closed = line.optionalDate("closed");
        if (closed != null && !closed.isAfter(opened)) {
            line.problem("closed", "organisation.invalid.beforeOpened", opened.toString());
        }
        LocalDate from = line.optionalDate("from");
        boolean moves =
                stands != null && line.has("parent") && !line.typed("parent").equals(stands.parent());
        if (moves && from == null && !line.has("from")) {
            line.problem("from", "organisation.roster.moveDay");
        }
        if (line.has("parent") && (stands == null || moves)) {
            Desk.keeps(line, () -> Desk.unit(line, "parent", standing));
        }
        var whole = new NewUnit(line.typed("code"), name, line.typed("kind"), null, opened);
        Desk.keeps(line, whole::check);
    }

    @Override
    public Taken take(Form line, Standing standing) {
        String code = line.typed("code");
        var stands = standing.units.get(code);
        return stands == null ? open(line, code, standing) : change(line, code, stands, standing);
    }

    private Taken open(Form line, String code, Standing standing) {
        var name = line.texts("name", 200);
        LocalDate opened = line.date("opened");
        UnitId parent = line.has("parent") ? Desk.unit(line, "parent", standing) : null;
        var id = units.open(new NewUnit(code, name, line.typed("kind"), parent, opened));
        standing.units.put(
                code, new Standing.Unit(id.value(), 1, name, line.typed("kind"), line.typed("parent"), opened, null));
        return Taken.NEW;
    }

    private Taken change(Form line, String code, Standing.Unit stands, Standing standing) {
        var difference = new Difference(line);
        LocalText name = difference.texts("name", stands.name());
        String kind = difference.text("kind", stands.kind());
        difference.text("parent", stands.parent());
        LocalDate from = line.optionalDate("from");
        int version = stands.version();
        if (difference.of("name") || difference.of("kind")) {
            units.rename(new UnitId(stands.id()), version++, name, kind, from);
        }
        if (difference.of("parent") && from != null) {
            units.move(new UnitId(stands.id()), Desk.unit(line, "parent", standing), from, line.typed("reason"));
        }
        standing.units.put(
                code,
                new Standing.Unit(
                        stands.id(),
                        version,
                        name,
                        kind,
                        line.has("parent") ? line.typed("parent") : stands.parent(),
                        stands.opened(),
                        stands.closed()));
        return Taken.of(difference);
    }
}
