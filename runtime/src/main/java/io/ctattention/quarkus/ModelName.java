package io.ctattention.quarkus;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses a model by its name in the configuration: {@code @ModelName("ward-b")} is the model of
 * {@code quarkus.ct-attention."ward-b".model}. Without a name it is that of {@code
 * quarkus.ct-attention.model}, as it is without this qualifier.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface ModelName {

    /** The name of the model of {@code quarkus.ct-attention.model}. */
    String DEFAULT = "<default>";

    /**
     * The model's name.
     *
     * @return a name of the configuration
     */
    String value() default DEFAULT;

    /**
     * The classes that the model must know, in any order. The application does not start with a
     * model that knows others.
     *
     * @return the classes; none for any
     */
    @Nonbinding
    String[] classes() default {};

    /** A {@link ModelName} for programmatic look-ups. */
    final class Literal extends AnnotationLiteral<ModelName> implements ModelName {

        private static final long serialVersionUID = 1L;

        private final String name;

        private Literal(String name) {
            this.name = name;
        }

        /**
         * Makes the qualifier of a name.
         *
         * @param name a name of the configuration
         * @return the qualifier
         */
        public static Literal of(String name) {
            return new Literal(name);
        }

        @Override
        public String value() {
            return name;
        }

        @Override
        public String[] classes() {
            return new String[0];
        }
    }
}
