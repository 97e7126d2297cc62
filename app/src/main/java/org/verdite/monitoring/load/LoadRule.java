package org.verdite.monitoring.load;

/// How a load is made: named with every figure it made.
public record LoadRule(Method method, Gap gap, NonDetect nonDetect) {

    /// What is put together with which flow.
    public enum Method {
        /// Concentration and flow of the same hour.
        HOURS,
        /// Concentration and flow of the same day.
        DAYS,
        /// A sample's concentration stands until the next sample, with the flow of each day.
        STANDS,
        /// Each day has the concentration of the sample nearest to it (a change lies midway between two samples).
        NEAREST,
        /// The mean of the month's concentrations with the volume of the month.
        MEAN;

        /// Hours or days: what completeness is counted in.
        public boolean hourly() {
            return this == HOURS;
        }
    }

    /// What stands where concentration or flow is missing.
    public enum Gap {
        /// Nothing: the load is incomplete and says so.
        NONE,
        /// The last valid value before.
        LAST,
        /// The mean of the month's valid values.
        MEAN
    }

    /// What is not detected counts as, in loads apart from means (HJ/T 92-2002 and SL 219-2013 count it as nothing).
    public enum NonDetect {
        ZERO(0),
        HALF(0.5),
        FULL(1);

        private final double share;

        NonDetect(double share) {
            this.share = share;
        }

        double share() {
            return share;
        }
    }

    /// Where nobody stated one: nothing is filled in, and what is not detected counts as nothing.
    public static LoadRule unstated(Method method) {
        return new LoadRule(method, Gap.NONE, NonDetect.ZERO);
    }
}
