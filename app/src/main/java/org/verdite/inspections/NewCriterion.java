package org.verdite.inspections;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.Severity;
import org.verdite.shared.LocalText;

/// One thing to be looked at.
///
/// @param code stays the same through the editions, so that scores are compared criterion by criterion: `E-014`
/// @param clause what it is asked by
/// @param also further clauses it speaks to
/// @param question one fact that a person can see or check; a yes conforms
/// @param guidance how to check it; null for none
/// @param weight 1 to 5
/// @param limit of a measured answer; null for conformity
/// @param photo an answer needs one
/// @param critical a failure alone is serious
/// @param severity proposed for a finding
/// @param medium as of an item: `WATER`
/// @param sites kinds of site where it is asked; none for all
/// @param because why it differs from the list below; empty where there is none such
public record NewCriterion(
        String code,
        ClauseKey clause,
        List<ClauseKey> also,
        LocalText question,
        @Nullable LocalText guidance,
        int weight,
        @Nullable NumberLimit limit,
        boolean photo,
        boolean critical,
        Severity severity,
        String medium,
        Set<String> sites,
        String because) {

    /// As most criteria are: weight 1, minor, of management, everywhere.
    public static Draft of(String code, ClauseKey clause, LocalText question) {
        return new Draft(code, clause, question);
    }

    /// The same, to be changed in some of it.
    public Draft but() {
        return new Draft(code, clause, question)
                .also(also)
                .guidance(guidance)
                .weight(weight)
                .limit(limit)
                .photo(photo)
                .critical(critical)
                .severity(severity)
                .medium(medium)
                .sites(sites)
                .because(because);
    }

    public Answer answer() {
        return limit == null ? Answer.CONFORMITY : Answer.NUMBER;
    }

    /// A criterion on its way; what is null stays as it is.
    public static final class Draft {

        private final String code;
        private final ClauseKey clause;
        private final LocalText question;
        private List<ClauseKey> also = List.of();
        private @Nullable LocalText guidance;
        private int weight = 1;
        private @Nullable NumberLimit limit;
        private boolean photo;
        private boolean critical;
        private Severity severity = Severity.MINOR;
        private String medium = "MANAGEMENT";
        private Set<String> sites = Set.of();
        private String because = "";

        private Draft(String code, ClauseKey clause, LocalText question) {
            this.code = code;
            this.clause = clause;
            this.question = question;
        }

        public Draft also(@Nullable List<ClauseKey> further) {
            also = further == null ? also : List.copyOf(further);
            return this;
        }

        public Draft guidance(@Nullable LocalText how) {
            guidance = how == null ? guidance : how;
            return this;
        }

        public Draft weight(@Nullable Integer points) {
            weight = points == null ? weight : points;
            return this;
        }

        public Draft limit(@Nullable NumberLimit of) {
            limit = of == null ? limit : of;
            return this;
        }

        public Draft photo(@Nullable Boolean needed) {
            photo = needed == null ? photo : needed;
            return this;
        }

        public Draft critical(@Nullable Boolean alone) {
            critical = alone == null ? critical : alone;
            return this;
        }

        public Draft severity(@Nullable Severity proposed) {
            severity = proposed == null ? severity : proposed;
            return this;
        }

        public Draft medium(@Nullable String of) {
            medium = of == null ? medium : of;
            return this;
        }

        public Draft sites(@Nullable Set<String> kinds) {
            sites = kinds == null ? sites : Set.copyOf(kinds);
            return this;
        }

        public Draft because(@Nullable String why) {
            because = why == null ? because : why;
            return this;
        }

        public NewCriterion done() {
            return new NewCriterion(
                    code, clause, also, question, guidance, weight, limit, photo, critical, severity, medium, sites,
                    because);
        }
    }
}
