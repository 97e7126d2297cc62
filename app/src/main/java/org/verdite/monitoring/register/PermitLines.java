package org.verdite.monitoring.register;

import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.register.RegisterRows.Permit;
import org.verdite.monitoring.register.Registers.Change;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.Permits;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// A line of the sheet of permits. An empty cell leaves as it is what is there.
@Component
class PermitLines implements Registers.Desk {

    private final RegisterRows rows;
    private final LimitRegister register;
    private final Permits permits;

    PermitLines(RegisterRows rows, LimitRegister register, Permits permits) {
        this.rows = rows;
        this.register = register;
        this.permits = permits;
    }

    @Override
    public Change take(Form line) {
        var site = rows.site(line.typed("site"))
                .orElseThrow(() -> new Invalid("site", "monitoring.register.problem.site", line.typed("site")));
        var there = rows.permits(site.id(), line.typed("code"));
        if (there.size() > 1) {
            throw new Invalid("code", "monitoring.register.problem.permits", line.typed("code"));
        }
        if (!there.isEmpty()) {
            return change(line, there.getFirst());
        }
        var set = new NewLimitSet(
                new UnitId(site.unit()),
                line.text("code", 80),
                "",
                "",
                line.texts("name", 200),
                line.optionalText("authority", 200),
                new SiteId(site.id()),
                null,
                line.date("from"),
                line.optionalDate("to"),
                null,
                line.optionalText("source", 500),
                "",
                "");
        line.check();
        register.addSet(set);
        return Change.ADDED;
    }

    private Change change(Form line, Permit there) {
        var terms = new Permits.Terms(
                PointLines.named(line, there.name()),
                line.has("authority") ? line.optionalText("authority", 200) : there.authority(),
                line.date("from"),
                line.has("to") ? line.optionalDate("to") : there.to(),
                line.has("source") ? line.optionalText("source", 500) : there.source());
        line.check();
        if (terms.name().equals(there.name())
                && terms.authority().equals(there.authority())
                && terms.from().equals(there.from())
                && Objects.equals(terms.to(), there.to())
                && terms.source().equals(there.source())) {
            return Change.UNCHANGED;
        }
        permits.correct(there.id(), there.version(), terms);
        return Change.CHANGED;
    }
}
