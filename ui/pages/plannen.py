"""The page "plannen": all plans, and the page of one."""

from __future__ import annotations

from retrieval.texts import Texts
from ui import address, frame
from ui.components import source
from ui.components.plans import plan_list, plan_page
from ui.resources import Services


def show(services: Services, texts: Texts) -> None:
    """Draw the page of the plan that the address names, or the list."""
    frame.wide()
    wanted = address.one(address.read(plan_list.PAGE), "plan")
    plan = next((plan for plan in services.engine.plans() if plan.id == wanted), None)
    if plan:
        plan_page.show(plan, services, texts)
        source.show(services, texts)
        return
    plan_list.show(services, texts)
