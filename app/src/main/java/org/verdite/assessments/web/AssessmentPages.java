package org.verdite.assessments.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.assessments.Coverage;
import org.verdite.shared.LocalText;
import org.verdite.ui.Attachment;
import org.verdite.ui.State;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// What the room's pages show.
final class AssessmentPages {

    private AssessmentPages() {}

    record CertificateLine(
            long id,
            String number,
            String standard,
            String edition,
            String body,
            @Nullable LocalText site,
            int sites,
            LocalDate expires,
            String standing) {

        State state(LocalDate today) {
            return AssessmentPages.state(standing, expires, today);
        }
    }

    record CertificateList(
            Page<CertificateLine> list,
            Filters filters,
            Map<String, String> standings,
            boolean mayEdit,
            LocalDate today) {}

    record Event(
            long id,
            String kind,
            LocalDate happened,
            String edition,
            @Nullable LocalDate expires,
            String note,
            Instant recordedAt,
            @Nullable Instant supersededAt) {}

    record Covered(
            int site,
            LocalText name,
            LocalDate from,
            @Nullable LocalDate to) {}

    record File(long id, String name, String sha256) {}

    record Certificate(
            CertificateLine line,
            int unitId,
            LocalText holder,
            String scope,
            @Nullable LocalDate issued,
            List<Event> events,
            List<Covered> sites,
            List<File> files,
            boolean mayEdit,
            boolean mayAttach,
            Map<String, String> kinds,
            Map<String, String> places,
            Map<String, String> covered,
            Form form,
            LocalDate today) {}

    record NewCertificatePage(Form form, Map<String, String> holders, Map<String, String> sites) {}

    /// @param files first file of each certificate
    /// @param known as known then, in words; empty for now
    record CoveragePage(
            Coverage coverage,
            List<Coverage.Line> lines,
            Filters filters,
            Map<String, String> places,
            Map<String, String> boundaries,
            String percent,
            Map<Long, Long> files,
            String known,
            boolean mayEdit,
            String missing) {}

    record RecognitionLine(
            long id,
            int unitId,
            LocalText site,
            String scheme,
            String level,
            LocalDate listed,
            @Nullable LocalDate delisted,
            int listYear,
            String source,
            String note,
            boolean counts,
            Instant recordedAt,
            @Nullable Instant supersededAt) {}

    record RecognitionList(
            List<RecognitionLine> lines,
            Filters filters,
            Map<String, String> schemes,
            Map<String, String> levels,
            LocalDate on,
            boolean mayEdit,
            Map<Long, Long> files,
            String known) {}

    /// @param mayStrike also what was delisted can turn out to be wrong
    record RecognitionPage(
            RecognitionLine line,
            boolean mayEdit,
            boolean mayStrike,
            String struckBecause,
            List<Attachment> files,
            boolean mayAttach,
            Form form) {}

    record NewRecognitionPage(
            Form form, Map<String, String> sites, Map<String, String> schemes, Map<String, String> levels) {}

    record ResultLine(
            @Nullable Long id,
            int site,
            LocalText name,
            String kind,
            String outcome,
            @Nullable LocalDate on,
            String by,
            String edition,
            @Nullable BigDecimal score,
            String note) {

        State state() {
            return switch (outcome) {
                case "MET" -> State.OK;
                case "NOT_MET" -> State.WARN;
                default -> State.UNKNOWN;
            };
        }
    }

    record ResultList(
            List<ResultLine> lines,
            Filters filters,
            String scheme,
            Map<String, String> outcomes,
            LocalDate on,
            int met,
            int all,
            boolean mayEdit,
            Map<Long, Long> files,
            String known) {}

    /// One result with its report.
    record ResultPage(
            ResultLine line,
            String scheme,
            Instant recordedAt,
            @Nullable Instant supersededAt,
            String struckBecause,
            boolean mayStrike,
            List<Attachment> files,
            boolean mayAttach,
            Form form) {}

    record PlanPage(Form form, Map<String, String> sites) {}

    record NewResultPage(
            Form form, Map<String, String> sites, Map<String, String> schemes, Map<String, String> outcomes) {}

    static State state(String standing, @Nullable LocalDate expires, LocalDate today) {
        return switch (standing) {
            case "VALID" -> expires != null && expires.isBefore(today.plusDays(90)) ? State.WARN : State.OK;
            case "SUSPENDED" -> State.BAD;
            case "EXPIRED" -> State.BAD;
            default -> State.IDLE;
        };
    }
}
