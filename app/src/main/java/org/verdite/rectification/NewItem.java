package org.verdite.rectification;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// Something found wrong (ISO 14001, 10.2). What was seen comes first, the rest by withers:
///
/// ```java
/// items.open(NewItem.of(unit, "Drums outside the bunded store", Severity.MAJOR, "WASTE", today)
///     .from(finding).foundBy(Source.THIRD_PARTY).against(new Clause("ISO 14001", "2015", "8.1")), clientKey);
/// ```
///
/// @param title a sentence about the world, at most 200 characters: "Copper above permit at plant outfall DW001"
/// @param medium `WATER`, `AIR`, `NOISE`, `SOIL`, `WASTE`, `ECOLOGY`, `ENERGY`, `MANAGEMENT` or `OTHER`
/// @param origin the finder's record, null when somebody saw it with their own eyes
/// @param owner who carries the correction, null when that is decided later
/// @param investigation true for a lighter path: was anything wrong at all?
public record NewItem(
        UnitId unit,
        String title,
        String description,
        Severity severity,
        String medium,
        @Nullable Origin origin,
        @Nullable PersonId owner,
        LocalDate discovered,
        boolean investigation,
        Particulars particulars) {

    public NewItem(
            UnitId unit,
            String title,
            String description,
            Severity severity,
            String medium,
            @Nullable Origin origin,
            @Nullable PersonId owner,
            LocalDate discovered,
            boolean investigation) {
        this(unit, title, description, severity, medium, origin, owner, discovered, investigation, Particulars.NONE);
    }

    public static NewItem of(UnitId unit, String title, Severity severity, String medium, LocalDate discovered) {
        return new NewItem(unit, title, "", severity, medium, null, null, discovered, false);
    }

    public NewItem describedAs(String words) {
        return new NewItem(unit, title, words, severity, medium, origin, owner, discovered, investigation, particulars);
    }

    public NewItem from(Origin record) {
        return new NewItem(
                unit, title, description, severity, medium, record, owner, discovered, investigation, particulars);
    }

    public NewItem carriedBy(PersonId person) {
        return new NewItem(
                unit, title, description, severity, medium, origin, person, discovered, investigation, particulars);
    }

    public NewItem toInvestigate() {
        return new NewItem(unit, title, description, severity, medium, origin, owner, discovered, true, particulars);
    }

    public NewItem with(Particulars p) {
        return new NewItem(unit, title, description, severity, medium, origin, owner, discovered, investigation, p);
    }

    public NewItem foundBy(Source source) {
        var p = particulars;
        return with(new Particulars(source, p.nature(), p.clause(), p.place(), p.immediate()));
    }

    /// Nothing is broken yet.
    public NewItem asRisk() {
        var p = particulars;
        return with(new Particulars(p.source(), Nature.RISK, p.clause(), p.place(), p.immediate()));
    }

    public NewItem against(Clause clause) {
        var p = particulars;
        return with(new Particulars(p.source(), p.nature(), clause, p.place(), p.immediate()));
    }

    public NewItem at(Place place) {
        var p = particulars;
        return with(new Particulars(p.source(), p.nature(), p.clause(), place, p.immediate()));
    }

    /// What was done on the spot to contain it.
    public NewItem containedBy(String immediate) {
        var p = particulars;
        return with(new Particulars(p.source(), p.nature(), p.clause(), p.place(), immediate));
    }

    /// Who found it: as it was said, else as the origin suggests.
    Source source() {
        return particulars.source() == null ? Source.of(origin) : particulars.source();
    }
}
