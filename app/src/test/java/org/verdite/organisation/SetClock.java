package org.verdite.organisation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// A clock that stands where a test puts it.
@TestConfiguration(proxyBeanMethods = false)
class SetClock {

    static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-03-02T02:00:00Z");

        void set(String instant) {
            now = Instant.parse(instant);
        }

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Bean
    @Primary
    Hands hands() {
        return new Hands();
    }
}
