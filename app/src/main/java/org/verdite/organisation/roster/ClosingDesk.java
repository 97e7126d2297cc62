package org.verdite.organisation.roster;

import java.time.LocalDate;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Units;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Closes the units whose line says so. What is below is closed before what is above.
@Component
class ClosingDesk implements Desk {

    private final Units units;

    ClosingDesk(Units units) {
        this.units = units;
    }

    @Override
    public void look(Form line, Standing standing) {
        var unit = Objects.requireNonNull(standing.units.get(line.typed("code")));
        if (unit.closed() != null) {
            var difference = new Difference(line);
            difference.day("closed", unit.closed());
            Desk.keeps(line, () -> Desk.stays(difference, "closed"));
        }
    }

    @Override
    public Taken take(Form line, Standing standing) {
        var unit = Objects.requireNonNull(standing.units.get(line.typed("code")));
        var difference = new Difference(line);
        LocalDate closed = difference.day("closed", unit.closed());
        if (unit.closed() == null && closed != null) {
            units.close(new UnitId(unit.id()), unit.version(), closed);
        }
        return Taken.of(difference);
    }
}
