package io.tailforge.scene.motion;

/** What an actor is. The coarse class is what NVIDIA's control styles colour by. */
public enum ActorClass {
    CAR(Coarse.CAR),
    VAN(Coarse.CAR),
    TRUCK(Coarse.TRUCK),
    BUS(Coarse.TRUCK),
    TRAM(Coarse.TRUCK),
    TRAILER(Coarse.TRUCK),
    MOTORCYCLE(Coarse.CYCLIST),
    BICYCLE(Coarse.CYCLIST),
    PEDESTRIAN(Coarse.PEDESTRIAN),
    CHILD(Coarse.PEDESTRIAN),
    STROLLER(Coarse.OTHERS),
    ANIMAL(Coarse.OTHERS),
    DEBRIS(Coarse.OTHERS),
    CONE(Coarse.OTHERS),
    OTHER(Coarse.OTHERS);

    /** The five box classes of the RDS-HQ toolkit. */
    public enum Coarse {
        CAR,
        TRUCK,
        PEDESTRIAN,
        CYCLIST,
        OTHERS
    }

    private final Coarse coarse;

    ActorClass(Coarse coarse) {
        this.coarse = coarse;
    }

    public Coarse coarse() {
        return coarse;
    }

    public boolean isVehicle() {
        return coarse == Coarse.CAR || coarse == Coarse.TRUCK;
    }
}
