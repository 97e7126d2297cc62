package org.verdite.demonstration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/// A test on the whole platform with the demonstration group loaded, on a real port. All tests that carry it and
/// nothing else share one context: it is loaded once, so they leave it as they found it.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"verdite.demonstration=true"})
@AutoConfigureMockMvc
public @interface DemonstrationTest {}
