package org.verdite.rectification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Calendars;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;

/// How much time each severity gives, how often more may be given, and which way it goes. A change counts for items
/// opened from then on; a deadline once given stays.
@Component
public class SeverityRules {

    /// @param amount of days or hours, from the opening
    /// @param extensions how many times at most an item is given more time
    public record SeverityRule(
            Severity severity, int amount, Counting counting, int extensions, Workflow workflow, int version) {}

    private static final String SELECT =
            "select severity, amount, counting, extensions, workflow, version from rectification.severity_rule";

    private final JdbcClient jdbc;
    private final Access access;

    SeverityRules(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// The rules hold for the whole group, so only who administers it whole changes them.
    private List<UnitId> tops() {
        return jdbc.sql("select id from organisation.pub_unit_on(verdite.now()::date) where parent_id is null")
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .list();
    }

    @Transactional(readOnly = true)
    public List<SeverityRule> all() {
        return jdbc.sql(SELECT + " order by array_position(array['CRITICAL', 'MAJOR', 'MINOR', 'LOW'], severity)")
                .query((rs, _) -> rule(rs))
                .list();
    }

    @Transactional(readOnly = true)
    public SeverityRule of(Severity severity) {
        return jdbc.sql(SELECT + " where severity = :severity")
                .param("severity", severity.name())
                .query((rs, _) -> rule(rs))
                .single();
    }

    private static SeverityRule rule(ResultSet rs) throws SQLException {
        return new SeverityRule(
                Severity.valueOf(rs.getString("severity")),
                rs.getInt("amount"),
                Counting.valueOf(rs.getString("counting")),
                rs.getInt("extensions"),
                Workflow.valueOf(rs.getString("workflow")),
                rs.getInt("version"));
    }

    /// True for who administers the whole group.
    @Transactional(readOnly = true)
    public boolean mayChange() {
        return tops().stream().anyMatch(top -> access.may(Permission.ADMINISTER, top));
    }

    void requireMayChange() {
        if (!mayChange()) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
    }

    /// Takes the place of the rule with this version.
    @Transactional
    public void change(SeverityRule rule) {
        requireMayChange();
        if (rule.amount() < 1 || rule.amount() > Calendars.MOST_DAYS) {
            throw new Invalid("amount", "ui.form.range", 1, Calendars.MOST_DAYS);
        }
        if (rule.extensions() < 0 || rule.extensions() > 20) {
            throw new Invalid("extensions", "ui.form.range", 0, 20);
        }
        if (rule.workflow() == Workflow.INVESTIGATION) {
            throw new Invalid("workflow", "ui.form.choice");
        }
        // from major up a cause is looked for and a plan approved (ISO 14001, 10.2 b)
        if (rule.workflow() == Workflow.SPOT && rule.severity().compareTo(Severity.MAJOR) >= 0) {
            throw new Invalid("workflow", "rectification.invalid.spot");
        }
        int changed = jdbc.sql("""
                update rectification.severity_rule set amount = :amount, counting = :counting, extensions = :extensions,
                  workflow = :workflow, version = version + 1
                where severity = :severity and version = :version""")
                .param("amount", rule.amount())
                .param("counting", rule.counting().name())
                .param("extensions", rule.extensions())
                .param("workflow", rule.workflow().name())
                .param("severity", rule.severity().name())
                .param("version", rule.version())
                .update();
        if (changed != 1) {
            throw new Conflict("severity rule " + rule.severity());
        }
    }
}
