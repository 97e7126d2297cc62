package org.verdite.inspections;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// A year's programmes and the rules of what they must cover (ISO 14001, 9.2.2).
@Component
public class Programmes {

    private static final int MOST_RULES = 30;

    /// @param independenceMonths how far back independence looks in inspections planned in that year below the unit
    public record Programme(
            int id, UnitId unit, int year, String name, String language, int independenceMonths, int version) {}

    private final JdbcClient jdbc;
    private final Access access;

    Programmes(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// @throws Invalid when the unit has one for that year, or a field can't be taken
    @Transactional
    public int begin(UnitId unit, int year, String name, int independenceMonths) {
        access.require(Permission.INSPECTION_PLAN, unit);
        if (name.isBlank()) {
            throw new Invalid("name", "ui.form.required");
        }
        new Lengths().most("name", 200, name).check();
        if (year < 2000 || year > 2100) {
            throw new Invalid("year", "ui.form.range", 2000, 2100);
        }
        if (independenceMonths < 0 || independenceMonths > 120) {
            throw new Invalid("independenceMonths", "ui.form.range", 0, 120);
        }
        try {
            return jdbc.sql("""
                            insert into inspections.programme (unit_id, year, name, language, independence_months)
                            values (:unit, :year, :name, :language, :months) returning id""")
                    .param("unit", unit.value())
                    .param("year", year)
                    .param("name", name.strip())
                    .param("language", LocaleContextHolder.getLocale().getLanguage())
                    .param("months", independenceMonths)
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Invalid("year", "inspections.invalid.programme", Integer.toString(year));
        }
    }

    /// Adds a rule; its id is made here.
    @Transactional
    public int ask(int programme, CoverageRule rule) {
        var p = require(programme);
        access.require(Permission.INSPECTION_PLAN, p.unit());
        check(rule);
        if (rules(programme).size() >= MOST_RULES) {
            throw new Refused("inspections.refused.rules", MOST_RULES);
        }
        return jdbc.sql("""
                        insert into inspections.coverage_rule (programme_id, unit_id, per, kinds, times, months, standard, standard_edition)
                        values (:programme, :unit, :per, :kinds, :times, :months, :standard, :edition) returning id""")
                .param("programme", programme)
                .param("unit", p.unit().value())
                .param("per", rule.per().name())
                .param("kinds", rule.kinds().stream().map(Enum::name).toArray(String[]::new))
                .param("times", rule.times())
                .param("months", rule.months())
                .param("standard", rule.standard())
                .param("edition", rule.standardEdition())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private void check(CoverageRule rule) {
        if (rule.kinds().isEmpty()) {
            throw new Invalid("kinds", "ui.form.required");
        }
        if (rule.times() < 1 || rule.times() > 52) {
            throw new Invalid("times", "ui.form.range", 1, 52);
        }
        if (rule.months() < 0 || rule.months() > 120) {
            throw new Invalid("months", "ui.form.range", 0, 120);
        }
        if (rule.months() > 0 && rule.times() > 1) {
            throw new Invalid("times", "inspections.invalid.apart");
        }
        if ((rule.per() == CoverageRule.Per.CLAUSE) == rule.standard().isEmpty()) {
            throw new Invalid("standard", "inspections.invalid.standard");
        }
        if (!rule.standard().isEmpty()) {
            boolean known = jdbc.sql("""
                            select exists (select from obligations.pub_clause where standard = :standard and edition = :edition)""")
                    .param("standard", rule.standard())
                    .param("edition", rule.standardEdition())
                    .query((rs, _) -> rs.getBoolean(1))
                    .single();
            if (!known) {
                throw new Invalid("standard", "inspections.invalid.standard");
            }
        }
    }

    /// The rule is asked no more. What was covered under it stays.
    @Transactional
    public void drop(int programme, int rule) {
        var p = require(programme);
        access.require(Permission.INSPECTION_PLAN, p.unit());
        int gone = jdbc.sql("delete from inspections.coverage_rule where id = :rule and programme_id = :programme")
                .param("rule", rule)
                .param("programme", programme)
                .update();
        if (gone == 0) {
            throw new NotHere("rule " + rule);
        }
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Programme require(int id) {
        return all("where id = :id", id).stream().findFirst().orElseThrow(() -> new NotHere("programme " + id));
    }

    /// Newest year first.
    @Transactional(readOnly = true)
    public List<Programme> all() {
        return all("where true or id = :id", 0);
    }

    private List<Programme> all(String which, int id) {
        return jdbc.sql("""
                        select id, unit_id, year, name, language, independence_months, version from inspections.programme
                        """ + which + " order by year desc, id limit 200")
                .param("id", id)
                .query((rs, _) -> new Programme(
                        rs.getInt("id"),
                        new UnitId(rs.getInt("unit_id")),
                        rs.getInt("year"),
                        rs.getString("name"),
                        rs.getString("language"),
                        rs.getInt("independence_months"),
                        rs.getInt("version")))
                .list();
    }

    @Transactional(readOnly = true)
    public List<CoverageRule> rules(int programme) {
        return jdbc.sql("""
                        select id, per, kinds, times, months, standard, standard_edition from inspections.coverage_rule
                        where programme_id = :id order by id""")
                .param("id", programme)
                .query((rs, _) -> new CoverageRule(
                        rs.getInt("id"),
                        CoverageRule.Per.valueOf(rs.getString("per")),
                        kinds((String[]) rs.getArray("kinds").getArray()),
                        rs.getInt("times"),
                        rs.getInt("months"),
                        rs.getString("standard"),
                        rs.getString("standard_edition")))
                .list();
    }

    private static Set<InspectionKind> kinds(String[] names) {
        return Arrays.stream(names).map(InspectionKind::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
