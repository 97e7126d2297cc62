package org.verdite.assessments.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.assessments.Coverage;
import org.verdite.assessments.EventKind;
import org.verdite.assessments.NewCertificate;
import org.verdite.assessments.NewEvent;
import org.verdite.assessments.NewRecognition;
import org.verdite.assessments.NewResult;
import org.verdite.indicators.RollUp;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;

/// What programs send to the room and get from it.
final class AssessmentsJson {

    private AssessmentsJson() {}

    record Created(long id) {}

    /// @param structure the tree of this day says what stands below the unit
    /// @param missing what of the unit is out of sight, in words; empty when nothing is
    record CoverageJson(
            LocalDate on,
            String boundary,
            @Nullable Integer unit,
            LocalDate structure,
            String missing,
            int certified,
            int inScope,
            @Nullable BigDecimal percent,
            Map<String, Long> editions,
            List<SiteJson> items,
            String next) {}

    record SiteJson(
            int site,
            String name,
            String kind,
            String place,
            String certificate,
            String edition,
            @Nullable LocalDate expires,
            @Nullable LocalDate due,
            String why) {}

    record RecognitionJson(
            long id,
            String site,
            String scheme,
            String level,
            LocalDate listed,
            @Nullable LocalDate delisted,
            int listYear,
            String source,
            boolean counts) {

        static RecognitionJson of(AssessmentPages.RecognitionLine l, Texts t) {
            return new RecognitionJson(
                    l.id(),
                    t.of(l.site()),
                    l.scheme(),
                    l.level(),
                    l.listed(),
                    l.delisted(),
                    l.listYear(),
                    l.source(),
                    l.counts());
        }
    }

    record RecognitionList(List<RecognitionJson> items, String next) {}

    /// @param id null for a site that was never assessed
    record ResultJson(
            @Nullable Long id,
            int site,
            String name,
            String outcome,
            @Nullable LocalDate assessedOn,
            String assessedBy,
            String edition,
            @Nullable BigDecimal score) {

        static ResultJson of(AssessmentPages.ResultLine l, Texts t) {
            return new ResultJson(
                    l.id(), l.site(), t.of(l.name()), l.outcome(), l.on(), l.by(), l.edition(), l.score());
        }
    }

    record ResultList(List<ResultJson> items, String next) {}

    /// @param holder id of the unit it was issued to
    /// @param sites ids of the sites it covers
    record CertificateBody(
            int holder,
            @Nullable String number,
            @Nullable String standard,
            @Nullable String edition,
            @Nullable String body,
            @Nullable String scope,
            @Nullable LocalDate issued,
            @Nullable LocalDate expires,
            @Nullable List<Integer> sites) {

        NewCertificate certificate() {
            return new NewCertificate(
                    new UnitId(holder),
                    said(number),
                    standard == null ? NewCertificate.ISO_14001 : standard,
                    said(edition),
                    said(body),
                    said(scope),
                    given(issued, "issued"),
                    given(expires, "expires"),
                    sites == null ? List.of() : sites.stream().map(SiteId::new).toList());
        }
    }

    record EventBody(
            @Nullable EventKind kind,
            @Nullable LocalDate happened,
            @Nullable String edition,
            @Nullable LocalDate expires,
            @Nullable String note) {

        NewEvent event() {
            return new NewEvent(given(kind, "kind"), given(happened, "happened"), edition, expires, said(note));
        }
    }

    record RecognitionBody(
            int site,
            NewRecognition.@Nullable Scheme scheme,
            NewRecognition.@Nullable Level level,
            @Nullable LocalDate listed,
            @Nullable Integer listYear,
            @Nullable String source) {

        NewRecognition recognition() {
            LocalDate day = given(listed, "listed");
            return new NewRecognition(
                    new SiteId(site),
                    given(scheme, "scheme"),
                    given(level, "level"),
                    day,
                    null,
                    listYear == null ? day.getYear() : listYear,
                    said(source));
        }
    }

    record Delisting(@Nullable LocalDate delisted, @Nullable String note) {}

    record ResultBody(
            int site,
            NewRecognition.@Nullable Scheme scheme,
            @Nullable String edition,
            @Nullable LocalDate assessedOn,
            @Nullable String assessedBy,
            NewResult.@Nullable Outcome outcome,
            @Nullable BigDecimal score,
            @Nullable String note) {

        NewResult result() {
            return new NewResult(
                    new SiteId(site),
                    given(scheme, "scheme"),
                    said(edition),
                    given(assessedOn, "assessedOn"),
                    said(assessedBy),
                    given(outcome, "outcome"),
                    score,
                    said(note));
        }
    }

    static <T> T given(@Nullable T value, String field) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        return Objects.requireNonNull(value);
    }

    static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    static CoverageJson of(Coverage c, RollUp rollUp, String missing, Texts t) {
        return new CoverageJson(
                c.on(),
                c.boundary(),
                rollUp.unit() == null ? null : rollUp.unit().value(),
                rollUp.on(c.on()),
                missing,
                c.certified(),
                c.inScope(),
                CoverageQueries.figure(c).rounded(1),
                c.editions(),
                c.lines().stream()
                        .map(l -> new SiteJson(
                                l.site().value(),
                                t.of(l.name()),
                                l.kind(),
                                l.place().name(),
                                l.number(),
                                l.edition(),
                                l.expires(),
                                l.due(),
                                l.why().in(t)))
                        .toList(),
                "");
    }
}
