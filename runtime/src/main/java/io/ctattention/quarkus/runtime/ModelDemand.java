package io.ctattention.quarkus.runtime;

import java.util.List;

/**
 * The requirements of an injection point on a model.
 *
 * @param name the model's name in the configuration
 * @param injectionPoint where it is, in words
 * @param classes the classes that the model must know, empty for any
 */
public record ModelDemand(String name, String injectionPoint, List<String> classes) {}
