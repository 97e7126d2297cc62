package org.verdite.monitoring.register;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.NewPoint;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.register.RegisterRows.Point;
import org.verdite.monitoring.register.Registers.Change;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.ui.form.Form;

/// A line of the sheet of points. An empty cell leaves as it is what is there.
@Component
class PointLines implements Registers.Desk {

    private final RegisterRows rows;
    private final Points points;

    PointLines(RegisterRows rows, Points points) {
        this.rows = rows;
        this.points = points;
    }

    @Override
    public Change take(Form line) {
        var site = rows.site(line.typed("site"))
                .orElseThrow(() -> new Invalid("site", "monitoring.register.problem.site", line.typed("site")));
        int facility = rows.facility(site.id(), line.typed("facility"))
                .orElseThrow(
                        () -> new Invalid("facility", "monitoring.register.problem.facility", line.typed("facility")));
        var there = rows.point(site.id(), line.typed("code")).orElse(null);
        if (there == null) {
            return add(line, facility);
        }
        return change(line, facility, there);
    }

    private Change add(Form line, int facility) {
        var name = line.texts("name", 200);
        var to = line.optionalDate("to");
        var point = new NewPoint(
                new FacilityId(facility),
                line.text("code", 40),
                name,
                line.text("kind", 40),
                line.optionalNumber("latitude"),
                line.optionalNumber("longitude"),
                "",
                line.optionalText("receivingBody", 200),
                line.optionalText("receivingClass", 40),
                line.optionalText("dataSource", 500),
                line.optionalText("dataLicence", 200),
                false,
                line.optionalDate("from"));
        line.check();
        int id = points.add(point);
        if (to != null) {
            points.change(id, 1, name, point.receivingBody(), point.receivingClass(), to);
        }
        return Change.ADDED;
    }

    /// Where a point lies and what it is, is no matter of a correction: its results were measured there.
    private Change change(Form line, int facility, Point there) {
        var name = named(line, there.name());
        String body = line.has("receivingBody") ? line.optionalText("receivingBody", 200) : there.body();
        String kept = line.has("receivingClass") ? line.optionalText("receivingClass", 40) : there.receivingClass();
        var to = line.has("to") ? line.optionalDate("to") : there.to();
        stays(line, "facility", facility == there.facility());
        stays(line, "kind", line.typed("kind").equals(there.kind()));
        stays(line, "latitude", same(line.optionalNumber("latitude"), there.latitude()));
        stays(line, "longitude", same(line.optionalNumber("longitude"), there.longitude()));
        stays(
                line,
                "dataSource",
                !line.has("dataSource") || line.typed("dataSource").strip().equals(there.source()));
        stays(
                line,
                "dataLicence",
                !line.has("dataLicence") || line.typed("dataLicence").strip().equals(there.licence()));
        var from = line.optionalDate("from");
        stays(line, "from", from == null || from.equals(there.from()));
        line.check();
        if (name.equals(there.name())
                && body.equals(there.body())
                && kept.equals(there.receivingClass())
                && Objects.equals(to, there.to())) {
            return Change.UNCHANGED;
        }
        points.change(there.id(), there.version(), name, body, kept, to);
        return Change.CHANGED;
    }

    static void stays(Form line, String field, boolean same) {
        if (!same) {
            line.problem(field, "monitoring.register.problem.stays");
        }
    }

    private static boolean same(@Nullable BigDecimal written, @Nullable BigDecimal there) {
        return written == null || there != null && written.compareTo(there) == 0;
    }

    static LocalText named(Form line, LocalText there) {
        String en = line.has("name.en")
                ? line.optionalText("name.en", 200)
                : there.texts().getOrDefault("en", "");
        String zh = line.has("name.zh")
                ? line.optionalText("name.zh", 200)
                : there.texts().getOrDefault("zh", "");
        boolean same = en.equals(there.texts().getOrDefault("en", ""))
                && zh.equals(there.texts().getOrDefault("zh", ""));
        return same ? there : LocalText.of(en, zh, en.isEmpty() ? "zh" : "en");
    }
}
