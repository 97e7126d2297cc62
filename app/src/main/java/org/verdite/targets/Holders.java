package org.verdite.targets;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Who can carry a share, and who answers for a holder.
@Component
class Holders {

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    Holders(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /// A unit below the one that gives, or a post or a contractor of it or below.
    ///
    /// @throws Invalid naming the field `holder`
    void check(Holder holder, UnitId giver) {
        boolean below = jdbc.sql("""
                        select exists (select from organisation.pub_unit u where u.id = :unit)
                          and :unit in (select organisation.pub_below(:giver, :today))""")
                .param("unit", holder.unit().value())
                .param("giver", giver.value())
                .param("today", today())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!below || holder.kind() == Holder.Kind.UNIT && holder.unit().equals(giver)) {
            throw new Invalid("holder", "targets.invalid.below");
        }
        boolean there = switch (holder.kind()) {
            case UNIT -> true;
            case POST -> post(holder);
            case CONTRACTOR -> contracted(holder);
        };
        if (!there) {
            throw new Invalid("holder", "ui.form.choice");
        }
    }

    private boolean post(Holder holder) {
        return jdbc.sql("""
                        select exists (select from organisation.pub_post p where p.id = :post and p.unit_id = :unit
                          and (p.closed is null or p.closed > :today))""")
                .param("post", holder.post())
                .param("unit", holder.unit().value())
                .param("today", today())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private boolean contracted(Holder holder) {
        return jdbc.sql("""
                        select exists (select from organisation.pub_contract c where c.contractor_id = :contractor and c.unit_id = :unit
                          and (c.valid_to is null or c.valid_to > :today))""")
                .param("contractor", holder.contractor())
                .param("unit", holder.unit().value())
                .param("today", today())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Who holds a post on a day, in the reader's language; empty for nobody.
    String people(int post, LocalDate day, String language) {
        return jdbc.sql("""
                        select coalesce(string_agg(distinct verdite.text(organisation.pub_person_name(a.person_id), :lang), ', '), '')
                        from organisation.pub_appointment a where a.position_id = :post and not a.substitute
                          and a.valid_from <= :day and (a.valid_to is null or a.valid_to > :day)""")
                .param("lang", language)
                .param("post", post)
                .param("day", day)
                .query(String.class)
                .single();
    }

    /// True when the reader signs for a holder: who may for the unit, who holds the post, who works for the
    /// contractor.
    boolean answers(Holder holder) {
        Integer me = Scope.current().person();
        if (me == null || Scope.current().readOnly()) {
            return false;
        }
        return switch (holder.kind()) {
            case UNIT -> access.may(Permission.TARGETS_SHARE, holder.unit());
            case POST -> asked("select organisation.pub_holds(:me, :whom, :today)", me, holder.post());
            case CONTRACTOR -> asked("select organisation.pub_works_for(:me, :whom, :today)", me, holder.contractor());
        };
    }

    /// True when the reader holds a post in a unit.
    boolean belongs(UnitId unit) {
        Integer me = Scope.current().person();
        return me != null
                && !Scope.current().readOnly()
                && asked("select :whom in (select organisation.pub_units_of(:me, :today))", me, unit.value());
    }

    /// True when the reader is, or is one of, who a share was given to.
    boolean belongs(Holder holder) {
        return holder.kind() == Holder.Kind.UNIT ? belongs(holder.unit()) : answers(holder);
    }

    private boolean asked(String question, int me, @Nullable Integer whom) {
        return jdbc.sql(question)
                .param("me", me)
                .param("whom", whom)
                .param("today", today())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
