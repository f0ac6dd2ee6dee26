/**
 * The hyper-parameters of a training, and what follows from them alone: weights of classes,
 * learning rates, random changes to slices, and the sources of chance.
 *
 * <p>API for users: {@link io.ctattention.training.recipe.TrainingRecipe} and its parts.
 */
package io.ctattention.training.recipe;
