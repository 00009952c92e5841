import click


@click.command()
def status():
    """x"""
