package io.tailforge.conditioning.assemble;

import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.variation.ActorRequest.Role;

/** One actor asked for. @param index position among all asked for; its dice are its own */
record Slot(int index, String id, Role role, ActorClass actorClass) {}
