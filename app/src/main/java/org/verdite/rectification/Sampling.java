package org.verdite.rectification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Sampled verification of corrections on the spot: which are drawn is decided when they are reported, and kept with
/// why. The lot of a month is known to nobody before the month is over, and to everybody after.
@Component
public class Sampling {

    /// A decision as it will stand in the item and in its row.
    ///
    /// @param closeOn the day from which the clock may close it, null where it was drawn
    record Decided(
            SampleRule rule,
            LocalDate month,
            int lot,
            Draw draw,
            @Nullable LocalDate closeOn) {}

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final ItemGate gate;
    private final SampleRules rules;
    private final Clock clock;

    Sampling(JdbcClient jdbc, ItemStore store, ItemGate gate, SampleRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.gate = gate;
        this.rules = rules;
        this.clock = clock;
    }

    /// Decides for a correction that is about to be reported. One after the other at a unit, so that the first ones
    /// of a month are the first.
    Decided decide(Item item) {
        var rule = rules.of(item.severity());
        LocalDate today = store.today(item);
        LocalDate month = today.withDayOfMonth(1);
        store.lock("sample " + item.unit() + " " + month);
        int lot = jdbc.sql("select rectification.draw_lot(:item, :month)")
                .param("item", item.id().value())
                .param("month", month)
                .query((rs, _) -> rs.getInt(1))
                .single();
        var draw = Draw.of(rule, facts(item, rule, month, lot));
        return new Decided(rule, month, lot, draw, draw.drawn() ? null : today.plusDays(rule.waitDays()));
    }

    private Draw.Facts facts(Item item, SampleRule rule, LocalDate month, int lot) {
        boolean late = !clock.instant().isBefore(item.dueAt());
        return jdbc.sql("""
                select exists (select from rectification.item_step s where s.item_id = :item and s.step = 'REJECT') as sent_back,
                  exists (select from rectification.item_step s where s.item_id = :item and s.step in ('RECLASSIFY', 'RAISE')) as reclassified,
                  exists (select from documents.pub_evidence mine join documents.pub_evidence other on other.sha256 = mine.sha256
                      and other.room = 'rectification' and other.kind = 'item' and other.key <> mine.key
                    where mine.room = 'rectification' and mine.kind = 'item' and mine.key = :key) as same_proof,
                  exists (select from rectification.item_step s where s.unit_id = :unit and s.step = 'REJECT'
                      and s.at > :since and s.at <= verdite.now()
                      and exists (select from rectification.sample d where d.item_id = s.item_id and d.drawn)) as unit_failed,
                  (select count(distinct d.step_id) from rectification.sample d join rectification.item i on i.id = d.item_id
                    where d.unit_id = :unit and d.month = :month and i.severity = :severity)::int as before""")
                .param("item", item.id().value())
                .param("key", item.id().toString())
                .param("unit", item.unit().value())
                .param("month", month)
                .param("severity", item.severity().name())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(rule.raisedDays()))))
                .query((rs, _) -> new Draw.Facts(
                        item.repeatOf() != null,
                        rs.getBoolean("sent_back"),
                        rs.getBoolean("reclassified"),
                        rs.getBoolean("same_proof"),
                        late,
                        rs.getBoolean("unit_failed"),
                        rs.getInt("before"),
                        lot))
                .single();
    }

    /// Keeps the decision beside the step that reported the correction.
    void keep(Item item, Decided d) {
        jdbc.sql("""
                insert into rectification.sample (item_id, unit_id, step_id, month, lot_value, share, least, rule_version, drawn, why,
                  close_on)
                select :item, :unit, max(s.id), :month, :lot, :share, :least, :version, :drawn, :why, :closeOn
                from rectification.item_step s where s.item_id = :item and s.step = 'CORRECT'""")
                .param("item", item.id().value())
                .param("unit", item.unit().value())
                .param("month", d.month())
                .param("lot", d.lot())
                .param("share", d.rule().share())
                .param("least", d.rule().least())
                .param("version", d.rule().version())
                .param("drawn", d.draw().drawn())
                .param("why", d.draw().name())
                .param("closeOn", d.closeOn())
                .update();
    }

    /// Draws what was not drawn, for whoever verifies or approves and had no hand in it.
    ///
    /// @throws Refused when it was drawn already, or the acting person carried it
    @Transactional
    public void draw(ItemId id, String reason) {
        var item = gate.take(id, Permission.ITEM_VERIFY, Permission.ITEM_APPROVE);
        item.after(ItemStep.DRAW);
        var me = gate.actor();
        String why = ItemGate.text("reason", reason, true, 2000);
        if (!Boolean.FALSE.equals(item.drawn())) {
            throw new Refused("rectification.refused.drawn");
        }
        if (gate.carries(item, me)) {
            throw new Refused("rectification.refused.ownerDraws");
        }
        drawn(item, Draw.BY_HAND, why, me);
    }

    /// One that was drawn failed: what its unit reported lately and nobody has looked at is drawn too.
    void failed(Item item) {
        int days = rules.of(item.severity()).raisedDays();
        jdbc.sql("""
                select i.id from rectification.item i
                where i.unit_id = :unit and i.state = 'CORRECTED' and i.drawn is false and i.done_at > :since and i.id <> :id
                order by i.id for update""")
                .param("unit", item.unit().value())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(days))))
                .param("id", item.id().value())
                .query((rs, _) -> new ItemId(rs.getLong(1)))
                .list()
                .forEach(id -> store.take(id).ifPresent(other -> drawn(other, Draw.UNIT_FAILED, item.number(), null)));
    }

    private void drawn(Item item, Draw why, String reason, @Nullable PersonId by) {
        store.step(item, ItemStep.DRAW, reason, "drawn", true, "close_on", null);
        jdbc.sql("""
                insert into rectification.sample (item_id, unit_id, step_id, month, lot_value, share, least, rule_version, drawn, why,
                  reason, person_id)
                select s.item_id, s.unit_id, s.step_id, s.month, s.lot_value, s.share, s.least, s.rule_version, true, :why, :reason, :by
                from rectification.sample s where s.item_id = :item order by s.id desc limit 1""")
                .param("why", why.name())
                .param("reason", reason)
                .param("by", by == null ? null : by.value())
                .param("item", item.id().value())
                .update();
    }

    /// Closes what was not drawn and has waited its days. By the clock, so never by whoever reported it.
    ///
    /// @return how many
    @Transactional
    public int close() {
        if (!Scope.current().isSystem() || Scope.current().person() != null) {
            throw new Refused("rectification.refused.CLOSE_UNSAMPLED.person");
        }
        List<ItemId> due =
                jdbc.sql("""
                select i.id from rectification.item i
                where i.state = 'CORRECTED' and i.drawn is false and i.close_on <= (verdite.now() at time zone i.time_zone)::date
                  and i.cancel_kind is null
                order by i.close_on, i.id limit 500 for update skip locked""").query((rs, _) -> new ItemId(rs.getLong(1))).list();
        due.forEach(id -> store.take(id)
                .ifPresent(item -> store.step(
                        item,
                        ItemStep.CLOSE_UNSAMPLED,
                        "",
                        "closed_at",
                        clock.instant(),
                        "closed_on",
                        store.today(item))));
        return due.size();
    }
}
