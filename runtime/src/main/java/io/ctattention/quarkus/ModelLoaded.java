package io.ctattention.quarkus;

import io.ctattention.model.ModelCard;

/**
 * A CDI event: a configured model was loaded, at the start or because its folder was replaced.
 *
 * @param name its name in the configuration, {@link ModelName#DEFAULT} for the unnamed one
 * @param card what it is
 * @param device the word of the device that it lives on, such as {@code cpu} or {@code cuda:0}
 */
public record ModelLoaded(String name, ModelCard card, String device) {}
